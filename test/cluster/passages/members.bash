# A reload with other members, while streams are open through both.

open_stream "$vip" 80
open_stream "$vip" 80
install director without-last
service director reload
check 'a stream through a member that stays outlives a reload without another' transfers rs1
check 'a stream through the removed member outlives it too' transfers rs2
check 'the removed member has weight 0' weight_is rs2 0
check 'status says that it is draining' status_is director 0 draining
check 'requests go to the member that stays' alternates "$vip" 80 rs1
service director reload
check 'the removed member is gone after the next reload' weight_is rs2 gone
install director
service director reload
check 'a stream through a member that stays outlives a reload with one more' transfers rs1
check 'requests go to both members again' alternates "$vip" 80 rs1 rs2
