# Ways in which a real server leaves the rotation.

install director last-weight-0
service director reload
check 'a weight of 0 takes a server out of rotation' alternates "$vip" 80 rs1
install director
service director reload
check 'the weight of before brings it back' alternates "$vip" 80 rs1 rs2

service director drain "${address[rs1]}"
check 'drain takes a server out of rotation' alternates "$vip" 80 rs2
service director undrain "${address[rs1]}"
check 'undrain brings it back' alternates "$vip" 80 rs1 rs2

service rs1 stop
check 'stopping a server without draining it leaves its share unanswered' alternates "$vip" 80 unanswered rs2
service rs1 start
check 'starting it again is all that it takes' alternates "$vip" 80 rs1 rs2
